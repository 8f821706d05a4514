package org.paceline.data;

import java.util.Arrays;
import java.util.List;

/** Examples that lie in an array; all of class 0. */
record MemoryExamples(ImageShape shape, List<Byte> values) implements Examples {

  static MemoryExamples of(ImageShape shape, int... values) {
    return new MemoryExamples(shape, Arrays.stream(values).mapToObj(v -> (byte) v).toList());
  }

  @Override
  public int size() {
    return values.size() / shape.length();
  }

  @Override
  public List<String> classes() {
    return List.of("only");
  }

  @Override
  public ExampleBlock read(int from, int count) {
    byte[] pixels = new byte[count * shape.length()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = values.get(from * shape.length() + i);
    }
    return new ExampleBlock(shape, pixels, new int[count]);
  }

  @Override
  public String fingerprint() {
    return "memory";
  }
}
