package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.paceline.jobs.StepTimesFile;
import org.paceline.plan.MeasuredSteps;

/** Pools of unlike machines from files of measured step times. */
final class StepsPools {

  private static final String FILES = "placements-*.csv";
  private static final int SMALLEST = 3;
  private static final int LARGEST = 10;

  private StepsPools() {}

  /** The types of machine of each network, by the network's name. */
  static SortedMap<String, List<MeasuredSteps>> networks(Path data) throws IOException {
    SortedMap<String, List<MeasuredSteps>> networks = new TreeMap<>();
    for (Path folder : sorted(data, "*")) {
      List<MeasuredSteps> types = new ArrayList<>();
      for (Path file : Files.isDirectory(folder) ? sorted(folder, FILES) : List.<Path>of()) {
        String name = file.getFileName().toString();
        types.add(StepTimesFile.read(name.substring(11, name.length() - 4), file));
      }
      if (types.size() > 1) {
        networks.put(folder.getFileName().toString(), types);
      }
    }
    if (networks.isEmpty()) {
      throw new IllegalArgumentException(
          "--data must have a folder with two files %s, not be %s".formatted(FILES, data));
    }
    return networks;
  }

  private static List<Path> sorted(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--data must be a folder, not " + folder);
    }
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, names)) {
      stream.forEach(paths::add);
    }
    Collections.sort(paths);
    return paths;
  }

  /** Every set of at least two types, and pools that are drawn with as many of a type as comes. */
  static List<List<MeasuredSteps>> of(List<MeasuredSteps> types, int drawn, long seed) {
    List<List<MeasuredSteps>> pools = new ArrayList<>();
    for (int set = 0; set < 1 << types.size(); set++) {
      if (Integer.bitCount(set) > 1) {
        int members = set;
        pools.add(
            IntStream.range(0, types.size())
                .filter(i -> (members >> i & 1) == 1)
                .mapToObj(types::get)
                .toList());
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    while (drawn-- > 0) {
      pools.add(draw(types, random));
    }
    return pools;
  }

  private static List<MeasuredSteps> draw(List<MeasuredSteps> types, SplittableRandom random) {
    int size = random.nextInt(SMALLEST, LARGEST + 1);
    List<MeasuredSteps> pool =
        IntStream.range(0, size).mapToObj(i -> types.get(random.nextInt(types.size()))).toList();
    return pool.stream().distinct().count() > 1 ? pool : draw(types, random);
  }
}
