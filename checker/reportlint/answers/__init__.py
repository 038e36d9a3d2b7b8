"""Answers: what is written into a file of the format that a report came in, by splicing bytes: all else stays as it was."""
