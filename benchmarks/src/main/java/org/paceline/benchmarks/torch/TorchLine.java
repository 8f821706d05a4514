package org.paceline.benchmarks.torch;

import java.util.List;

/**
 * A line that one of the processes said, in words.
 *
 * @param rank the process's number
 * @param words none where it ended
 */
record TorchLine(int rank, List<String> words) {

  static TorchLine of(int rank, String line) {
    return new TorchLine(rank, line.isBlank() ? List.of("") : List.of(line.strip().split(" +")));
  }

  static TorchLine end(int rank) {
    return new TorchLine(rank, List.of());
  }

  boolean isEnd() {
    return words.isEmpty();
  }

  boolean says(String word) {
    return !isEnd() && words.get(0).equals(word);
  }

  String word(int position) {
    if (position >= words.size()) {
      throw broken();
    }
    return words.get(position);
  }

  long whole(int position) {
    try {
      return Long.parseLong(word(position));
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  double number(int position) {
    try {
      return Double.parseDouble(word(position));
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  private TorchException broken() {
    return new TorchException(
        "process %s of PyTorch said what nobody understands: '%s'"
            .formatted(rank, String.join(" ", words)));
  }
}
