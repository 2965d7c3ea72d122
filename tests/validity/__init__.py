"""What the Nu HTML checker and EPUBCheck say of all pages and books: of our edition, the samples, texts of others."""
