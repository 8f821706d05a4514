package org.paceline.k8s.lab;

import java.util.Map;
import java.util.TreeMap;

/**
 * What must be the same in the environment of all processes whose models are compared: what picks
 * the kernels of native libraries, as this process has it, and locale and time zone.
 */
public final class Ground {

  private static final String KERNELS = "(OPENBLAS|GOTO|DNNL|ONEDNN|MKL|OMP)_.*";

  /** Set for each worker by its cores. */
  private static final String THREADS = "OMP_NUM_THREADS";

  private static final String PLACE = "LANG|LANGUAGE|LC_.*|TZ";

  private Ground() {}

  /** Puts a process on the common ground. */
  public static void level(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.matches(KERNELS + "|" + PLACE));
    environment.putAll(kernels());
    environment.put("LANG", "C.UTF-8");
    environment.put("TZ", "UTC");
  }

  /** What picks kernels, as this process has it. */
  public static Map<String, String> kernels() {
    Map<String, String> same = new TreeMap<>(System.getenv());
    same.keySet().removeIf(name -> !name.matches(KERNELS) || name.equals(THREADS));
    return same;
  }
}
