"""To Word: the report as a pandoc tree, the house style, the finished package and its checks."""
