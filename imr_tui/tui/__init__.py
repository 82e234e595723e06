"""The interface: draws an analysis and turns keys into edits."""
