package org.paceline.data;

import java.util.List;
import java.util.Objects;

/** The beginning of another set. */
record FirstExamples(Examples whole, int size) implements Examples {

  @Override
  public ImageShape shape() {
    return whole.shape();
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public ExampleBlock read(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    return whole.read(from, count);
  }

  @Override
  public String name(int example) {
    return whole.name(example);
  }

  @Override
  public String fingerprint() {
    return Examples.hashOfFirst(whole.fingerprint(), size);
  }
}
