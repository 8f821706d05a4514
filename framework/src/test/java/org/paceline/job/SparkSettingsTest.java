package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.testing.CapturedLog;

class SparkSettingsTest {

  private final SparkConf conf = new SparkConf(false);

  @ParameterizedTest
  @CsvSource({"maxExecutors,7,7", "initialExecutors,3,3", "minExecutors,2,2"})
  void dynamicAllocationIsSwitchedOffAndItsNumberTaken(
      String name, String value, String instances) {
    conf.set("spark.dynamicAllocation.enabled", "true");
    conf.set("spark.dynamicAllocation." + name, value);
    try (CapturedLog log = CapturedLog.start(SparkSettings.class.getName())) {
      SparkSettings.fit(conf);
      assertThat(log.lines())
          .containsExactly(
              "WARN: spark.dynamicAllocation.enabled is switched off: work is dealt to executors"
                  + " that stay; spark.executor.instances is "
                  + instances);
    }
    assertThat(conf.get("spark.dynamicAllocation.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.executor.instances")).isEqualTo(instances);
  }

  @ParameterizedTest
  @CsvSource({"20,20", "2147483647,3"})
  void asManyAreWantedAsWouldBeThereUnderLoadIfThatIsLimited(int most, String instances) {
    conf.set("spark.dynamicAllocation.enabled", "true");
    conf.set("spark.dynamicAllocation.minExecutors", "1");
    conf.set("spark.dynamicAllocation.initialExecutors", "3");
    conf.set("spark.dynamicAllocation.maxExecutors", String.valueOf(most));
    SparkSettings.fit(conf);
    assertThat(conf.get("spark.executor.instances")).isEqualTo(instances);
  }

  @Test
  void aNumberThatTheUserSaysIsTaken() {
    conf.set("spark.dynamicAllocation.enabled", "true");
    conf.set("spark.dynamicAllocation.maxExecutors", "10000");
    conf.set("spark.executor.instances", "4");
    SparkSettings.fit(conf);
    assertThat(conf.get("spark.executor.instances")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[1]", "local[*]"})
  void aNumberOfExecutorsMeansNothingInOneProcess(String master) {
    conf.setMaster(master).set("spark.executor.instances", "0");
    SparkSettings.fit(conf);
    assertThat(conf.contains("spark.executor.instances")).isFalse();
  }

  @Test
  void noExecutorsAtAllAreRefused() {
    conf.set("spark.executor.instances", "0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparkSettings.fit(conf))
        .withMessage("spark.executor.instances must be at least 1, not 0");
  }

  @Test
  void theEmbeddedClusterHasOneExecutorAWorkerWhateverIsSet() {
    Map<String, String> others = new TreeMap<>();
    others.put("spark.executor.instances", "1");
    others.put("spark.cores.max", "1");
    others.put("spark.executor.cores", "4");
    others.put("spark.dynamicAllocation.enabled", "true");
    others.forEach(conf::set);
    conf.set("spark.dynamicAllocation.minExecutors", "3");
    try (CapturedLog log = CapturedLog.start(SparkSettings.class.getName())) {
      SparkSettings.fitEmbedded(conf, 2);
      String why =
          " does not count on the embedded cluster: it has one executor for each of its 2 workers";
      assertThat(log.lines())
          .containsExactlyInAnyOrderElementsOf(
              others.entrySet().stream().map(set -> "WARN: " + set + why).toList());
    }
    assertThat(others.keySet()).noneMatch(conf::contains);
  }

  @Test
  void noExecutorsAtAllAreRefusedThereToo() {
    conf.set("spark.executor.instances", "0");
    assertThatIllegalArgumentException().isThrownBy(() -> SparkSettings.fitEmbedded(conf, 2));
  }

  @Test
  void whatAClusterSaysOfResultsAndKryoIsKept() {
    conf.set("spark.driver.maxResultSize", "2g");
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    conf.set("spark.kryo.classesToRegister", "java.net.URI");
    SparkSettings.fit(conf);
    assertThat(conf.get("spark.driver.maxResultSize")).isEqualTo("2g");
    assertThat(conf.get("spark.kryo.classesToRegister"))
        .startsWith("java.net.URI,org.paceline.base.Results,");
    assertThat(conf.contains("spark.dynamicAllocation.enabled")).isFalse();
  }
}
