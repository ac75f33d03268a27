"""Measurements that anyone can repeat: speed as ratios against peers in one run, memory, quality."""
