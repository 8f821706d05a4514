package org.paceline.benchmarks.service;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.paceline.benchmarks.OutputOption;
import org.paceline.benchmarks.Setting;

/**
 * One load on a service that has just started.
 *
 * @param load what is asked
 * @param service which is asked
 * @param database its process, 0 where the service has it within
 */
record LoadRun(Load load, ServiceProcess service, long database) {

  @SuppressWarnings("SystemOut")
  ServiceResult result(OutputOption output) throws IOException, InterruptedException {
    double computerLoad = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.err.printf("benchmarks: making %d accounts...%n", load.clients());
    try (Crowd crowd = Crowd.gather(service.port(), load.clients(), load.seed())) {
      System.err.println("benchmarks: load...");
      crowd.load(load.warmUpSeconds(), load.pauseMillis());
      service.collect();
      GarbageLog before = GarbageLog.read(service.garbageLog());
      Map<String, Double> used = cpu();
      try (Watch watch = new Watch(service)) {
        List<Sample> samples = crowd.load(load.seconds(), load.pauseMillis());
        Map<String, Double> cores = new LinkedHashMap<>();
        cpu().forEach((who, now) -> cores.put(who, (now - used.get(who)) / load.seconds()));
        List<Watch.Look> looks = watch.looks();
        GarbageLog during = GarbageLog.read(service.garbageLog()).since(before);
        service.collect();
        int after = GarbageLog.read(service.garbageLog()).live();
        Memory memory = Memory.of(before.live(), after, during, looks);
        return result(output.setting(), samples, cores, computerLoad, memory, looks);
      }
    }
  }

  private Map<String, Double> cpu() {
    Map<String, Double> seconds = new TreeMap<>();
    seconds.put("service", ProcessUse.cpuSeconds(service.pid()));
    if (database != 0) {
      seconds.put("database", ProcessUse.cpuSeconds(database));
    }
    long own = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    seconds.put("clients", own / 1e9);
    return seconds;
  }

  private ServiceResult result(
      Setting setting,
      List<Sample> samples,
      Map<String, Double> cores,
      double computerLoad,
      Memory memory,
      List<Watch.Look> looks) {
    return new ServiceResult(
        setting,
        load,
        (double) samples.size() / load.seconds(),
        ServiceResult.by(samples, sample -> sample.kind().name().toLowerCase(Locale.ROOT)),
        ServiceResult.by(samples, Sample::route),
        ServiceResult.overTime(samples),
        ServiceResult.statuses(samples),
        samples.stream().filter(sample -> !sample.right()).count(),
        ServiceResult.faults(samples),
        cores,
        computerLoad,
        memory,
        looks);
  }
}
