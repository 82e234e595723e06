"""The widgets of the interface; each shows document text as text, never as markup."""
