.PHONY: help install
