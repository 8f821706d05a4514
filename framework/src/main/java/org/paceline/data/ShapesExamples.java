package org.paceline.data;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.paceline.base.Hashing;
import org.paceline.base.Seeds;

/**
 * A generated set of labelled images: ten kinds of figure at random places, sizes, angles and
 * colours on noise.
 *
 * <p>Example {@code i} depends on the seed and {@code i} alone, so any machine makes any range.
 * Colours of figure and ground are drawn alike, so that no single value tells the class and a
 * linear model stays weak.
 */
record ShapesExamples(long seed, int size) implements Examples {

  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final double NOISE = 10;
  private static final int LEAST_CONTRAST = 130;
  private static final int VERSION = 1;

  /** The figures; each says whether a point of its own frame, about -1 to 1, belongs to it. */
  enum Figure {
    DISC((x, y) -> x * x + y * y < 0.72),
    RING((x, y) -> x * x + y * y < 0.95 && x * x + y * y > 0.4),
    SQUARE((x, y) -> Math.max(Math.abs(x), Math.abs(y)) < 0.78),
    FRAME((x, y) -> between(Math.max(Math.abs(x), Math.abs(y)), 0.5, 0.9)),
    TRIANGLE((x, y) -> y < 0.7 && y > -0.9 + 2.1 * Math.abs(x)),
    PLUS((x, y) -> Math.min(Math.abs(x), Math.abs(y)) < 0.24 && within(x, y)),
    BAR((x, y) -> Math.abs(x) < 0.28 && Math.abs(y) < 1),
    STRIPES((x, y) -> within(x, y) && Math.floorMod((int) Math.floor(x * 2.6 + 10), 2) == 0),
    CHECKERS((x, y) -> within(x, y) && (x > 0) == (y > 0)),
    CRESCENT((x, y) -> x * x + y * y < 0.95 && (x - 0.5) * (x - 0.5) + y * y > 0.55);

    private interface Region {
      boolean contains(double x, double y);
    }

    private final Region region;

    Figure(Region region) {
      this.region = region;
    }

    private static boolean within(double x, double y) {
      return Math.max(Math.abs(x), Math.abs(y)) < 0.92;
    }

    private static boolean between(double value, double low, double high) {
      return value > low && value < high;
    }
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public List<String> classes() {
    return java.util.Arrays.stream(Figure.values())
        .map(figure -> figure.name().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  @Override
  public ExampleBlock read(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    byte[] pixels = new byte[count * SHAPE.length()];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = draw(from + i, pixels, i * SHAPE.length());
    }
    return new ExampleBlock(SHAPE, pixels, labels);
  }

  private int draw(int index, byte[] pixels, int offset) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, index));
    Figure figure = Figure.values()[random.nextInt(Figure.values().length)];
    double radius = random.nextDouble(8.5, 13);
    double angle = random.nextDouble(-0.6, 0.6);
    double centreX = random.nextDouble(radius, SHAPE.width() - radius);
    double centreY = random.nextDouble(radius, SHAPE.height() - radius);
    double cos = Math.cos(angle) / radius;
    double sin = Math.sin(angle) / radius;
    int[] ground = colour(random);
    int[] ink = contrasting(ground, random);
    for (int y = 0; y < SHAPE.height(); y++) {
      for (int x = 0; x < SHAPE.width(); x++) {
        double dx = x - centreX;
        double dy = y - centreY;
        boolean inside = figure.region.contains(dx * cos + dy * sin, dy * cos - dx * sin);
        int[] colour = inside ? ink : ground;
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
          int at = offset + channel * SHAPE.plane() + y * SHAPE.width() + x;
          pixels[at] = value(colour[channel] + NOISE * noise(random));
        }
      }
    }
    return figure.ordinal();
  }

  private static int[] colour(SplittableRandom random) {
    return new int[] {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
  }

  private static int[] contrasting(int[] ground, SplittableRandom random) {
    int[] ink = colour(random);
    while (distance(ink, ground) < LEAST_CONTRAST) {
      ink = colour(random);
    }
    return ink;
  }

  private static int distance(int[] a, int[] b) {
    return Math.max(Math.abs(a[0] - b[0]), Math.max(Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])));
  }

  /** About normal, mean 0 and deviation 1 (the sum of three uniform values). */
  private static double noise(SplittableRandom random) {
    return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3;
  }

  private static byte value(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  @Override
  public String fingerprint() {
    return Hashing.hex(Hashing.sha256("shapes " + VERSION + " " + seed + " " + size));
  }
}
