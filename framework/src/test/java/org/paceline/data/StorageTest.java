package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings decide where the folders of Hadoop's viewfs lie: without them there are none. */
class StorageTest {

  private static final String SETTING = "spark.hadoop.fs.viewfs.mounttable.%s.link./%s";

  @TempDir private Path folder;
  private String setting;

  @AfterEach
  void forget() {
    if (setting != null) {
      System.clearProperty(setting);
    }
  }

  @Test
  void settingsOfTheSystemPropertiesCountBeforeThereIsAnApplication() throws IOException {
    write();
    // What was asked for before must not hide what is set now.
    assertThatThrownBy(() -> open("viewfs://before/unset"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file system of viewfs://before/unset cannot be reached: ");
    setting = SETTING.formatted("before", "cifar");
    System.setProperty(setting, folder.toUri().toString());
    assertThat(open("viewfs://before/cifar").size()).isEqualTo(2);
  }

  @Test
  void settingsOfTheApplicationCountWhereThereIsOne() throws IOException {
    write();
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("storage");
    conf.set("spark.ui.enabled", "false").set("spark.driver.bindAddress", "127.0.0.1");
    conf.set(SETTING.formatted("during", "cifar"), folder.toUri().toString());
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      Examples examples = open("viewfs://during/cifar");
      assertThat(new ExampleRDD(context.sc(), examples, 1).count()).isEqualTo(2);
    }
  }

  private void write() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0, 1));
  }

  private static Examples open(String location) {
    return CifarExamples.open(CifarFormat.CIFAR10, location, Subset.TRAIN);
  }

  @Test
  void aServerThatIsGoneIsGivenUpSoonerUnlessTheUserSaysOtherwise() {
    Configuration own = new Configuration();
    own.set("fs.s3a.attempts.maximum", "9");
    Configuration hasty = Storage.hasty(own);
    assertThat(hasty.get("fs.s3a.attempts.maximum")).isEqualTo("9");
    assertThat(hasty.get("fs.s3a.retry.limit")).isEqualTo("3");
  }
}
