package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.paceline.image.ImageHeader;
import org.paceline.image.ImageSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many images have which size and format, by their headers. */
final class SizeCensus implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SizeCensus.class);
  private static final int CHANNELS = 3;
  private static final int RANGE = 256;

  private static final int NAMED = 3;

  private final ImageSize wanted;
  private final TreeMap<String, Integer> formats = new TreeMap<>();
  private final TreeMap<String, Images> sizes = new TreeMap<>();

  /**
   * Starts to count.
   *
   * @param wanted the size to which all are brought, or null
   */
  SizeCensus(ImageSize wanted) {
    this.wanted = wanted;
  }

  /** Images of one size, of which a few are named. */
  private record Images(ImageShape shape, int count, List<String> some) implements Serializable {

    Images and(Images others) {
      List<String> both = new ArrayList<>(some);
      both.addAll(others.some);
      List<String> few = new ArrayList<>(both.subList(0, Math.min(NAMED, both.size())));
      return new Images(shape, count + others.count, few);
    }
  }

  /** Looks at every header of a set, on all executors. */
  static SizeCensus onExecutors(SparkContext spark, FolderExamples examples) {
    LOG.info("looking at the headers of {} images", examples.size());
    List<FolderRange> ranges =
        IntStream.iterate(0, from -> from < examples.size(), from -> from + RANGE)
            .mapToObj(from -> examples.range(from, Math.min(RANGE, examples.size() - from)))
            .toList();
    SizeCensus census =
        RangesRDD.combined(spark, ranges, range -> ((FolderRange) range).census(), SizeCensus::and);
    LOG.info("images by format: {}", census.formats);
    return census;
  }

  void add(String name, ImageHeader header) {
    formats.merge(header.format(), 1, Integer::sum);
    ImageShape shape = new ImageShape(CHANNELS, header.height(), header.width());
    merge(shape.toString(), new Images(shape, 1, new ArrayList<>(List.of(name))));
  }

  SizeCensus and(SizeCensus other) {
    other.formats.forEach((format, count) -> formats.merge(format, count, Integer::sum));
    other.sizes.forEach(this::merge);
    return this;
  }

  private void merge(String size, Images images) {
    sizes.merge(size, images, Images::and);
  }

  /**
   * The one shape that images have.
   *
   * @throws DataException if they differ and are not brought to one size; it names those that are
   *     not like most
   */
  ImageShape shape() {
    if (wanted != null) {
      return new ImageShape(CHANNELS, wanted.pixels(), wanted.pixels());
    }
    Images most = sizes.values().stream().reduce((a, b) -> b.count > a.count ? b : a).orElseThrow();
    if (sizes.size() > 1) {
      throw new DataException(odd(most));
    }
    return most.shape;
  }

  private String odd(Images most) {
    List<Images> others = sizes.values().stream().filter(images -> images != most).toList();
    int count = others.stream().mapToInt(Images::count).sum();
    Images first = others.get(0);
    return "%s of %s images are not %s×%s like most, such as %s of %s×%s; --image-size brings all to one size"
        .formatted(
            count,
            count + most.count,
            most.shape.height(),
            most.shape.width(),
            first.some.get(0),
            first.shape.height(),
            first.shape.width());
  }
}
