"""Serve: what an archive holds, for people and for programs: pages on a terminal, JSON Lines, exports."""
