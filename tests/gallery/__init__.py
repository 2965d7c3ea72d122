"""Pictures of pages, of samples written for them: what a play, a novel, a poem, a manuscript look like."""
