package org.paceline.data;

/** A range of a set that is so small itself that it travels with the range. */
record WholeRange(Examples examples, int from, int count) implements ExampleRange {

  @Override
  public ExampleBlock read() {
    return examples.read(from, count);
  }
}
