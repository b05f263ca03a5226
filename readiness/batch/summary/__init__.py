"""What a whole batch says: figures of everybody, of groups large enough to show, and how far sections hold together."""
