"""clerk, a terminal program for the secretaries of Danish municipal meetings."""

__version__ = "0.1.0"
