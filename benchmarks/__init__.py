"""What the program costs its user, measured beside other editors. See README.md."""
