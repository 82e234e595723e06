"""The command line: a thin view. Arguments in, output to standard output, narration to standard error, exit status out."""
