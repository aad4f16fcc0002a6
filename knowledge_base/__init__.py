"""Frequent questions: their content, how it is loaded, searched, calibrated and measured."""
