package org.paceline.benchmarks.torch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paceline.data.CifarFormat;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;

/**
 * The data as PyTorch's processes map it into memory, all of them the same pages.
 *
 * @param size examples to train with
 * @param classes the number of classes
 * @param scale the channels' means and deviations, by which ours are standardised, too
 */
// Our own reader finds, checks and limits the data: both sides learn from the same examples.
record TorchData(int size, int classes, Standardisation scale) {

  private static final int EXAMPLES_A_READ = 512;

  static TorchData write(TorchWork work, Path folder) throws IOException {
    DataSpec spec = DataSpec.parse(work.data());
    Examples whole = spec.open(Subset.TRAIN);
    if (!whole.shape().equals(CifarFormat.SHAPE)) {
      throw new IllegalArgumentException(
          "PyTorch rows need images of 32×32 in colour, as cifar10 and cifar100 have, not '%s'"
              .formatted(work.data()));
    }
    int limit = work.limit().orElse(Integer.MAX_VALUE);
    Examples train = whole.first(limit);
    write(train, folder, "train");
    write(spec.open(Subset.TEST).first(limit), folder, "test");
    return new TorchData(train.size(), train.classes().size(), Standardisation.of(train));
  }

  private static void write(Examples examples, Path folder, String part) throws IOException {
    try (OutputStream pixels = open(folder.resolve(part + ".pixels"));
        OutputStream labels = open(folder.resolve(part + ".labels"))) {
      for (int from = 0; from < examples.size(); from += EXAMPLES_A_READ) {
        ExampleBlock block = examples.read(from, Math.min(EXAMPLES_A_READ, examples.size() - from));
        pixels.write(block.pixels());
        labels.write(shorts(block.labels()));
      }
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static byte[] shorts(int[] labels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(labels.length * Short.BYTES).order(ByteOrder.nativeOrder());
    for (int label : labels) {
      bytes.putShort((short) label);
    }
    return bytes.array();
  }

  String mean() {
    return joined(scale.mean());
  }

  String deviation() {
    return joined(scale.deviation());
  }

  private static String joined(List<Float> values) {
    return String.join(",", values.stream().map(String::valueOf).toList());
  }
}
