"""What the checkers of others say of pages, books and data: of our edition, the samples, texts of others."""
