package org.paceline.benchmarks;

/** What a command ended with, and all that it said. */
record Said(int code, String text) {}
