package org.paceline.train;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills this process's heap to the last bytes and holds on to them. */
final class HeapBomb {

  /** Which thread runs out of heap. */
  enum Place {
    /** The one that trains. */
    TRAINING,
    /** One that nobody waits for, like those of Spark. */
    OTHER,
    /** The one that writes checkpoints. */
    CHECKPOINTS
  }

  private static final int LARGEST = 1 << 20;
  private static final int SMALLEST = 16;
  private static final List<byte[]> HOARD = new ArrayList<>(LARGEST);

  private HeapBomb() {}

  /** Goes off here, on another thread, or when the map that it returns is written. */
  static Map<String, Double> armed(Place place) {
    switch (place) {
      case TRAINING -> explode();
      case OTHER -> new Thread(HeapBomb::explode, "heap-bomb").start();
      case CHECKPOINTS -> {
        return new Explosive();
      }
    }
    return Map.of();
  }

  private static void explode() {
    int size = LARGEST;
    while (true) {
      try {
        HOARD.add(new byte[size]);
      } catch (OutOfMemoryError full) {
        size /= 2;
        if (size < SMALLEST) {
          throw full;
        }
      }
    }
  }

  private static final class Explosive extends AbstractMap<String, Double> {

    @Override
    public Set<Entry<String, Double>> entrySet() {
      explode();
      return Set.of();
    }
  }
}
