"""Forms: what they ask, how they are laid out, and what the answers come to. The screens that show them are in `screens`."""
