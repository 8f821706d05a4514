package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.base.FormatException;
import org.paceline.plan.MeasuredSteps;

class StepTimesFileTest {

  @TempDir Path folder;

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    assertThat(read("local_bsz,step_time\n4,0.5\n8,0.75\n").seconds())
        .containsExactly(entry(4, 0.5), entry(8, 0.75));
    assertThat(read("gpu,seconds,batch\nA,0.5,4\n").seconds()).containsExactly(entry(4, 0.5));
    assertThat(read("batch,local_bsz,seconds,step_time\n1,4,9,0.5\n").seconds())
        .containsExactly(entry(4, 0.5));
  }

  @Test
  void filesOfOtherProgramsAreRead() throws IOException {
    assertThat(
            read("\uFEFF\"Batch\" , SECONDS,\"note, if any\"\r\n\r\n 8 ,7.5e-1,\r\n\"4\",.5,\"a \"\"b\"\"\nc\"\r\n,,\r\n16.0, 1.\r\n")
                .seconds())
        .containsExactly(entry(4, 0.5), entry(8, 0.75), entry(16, 1.0));
    assertThat(read("batch,seconds\r4,0.5\r").seconds()).containsExactly(entry(4, 0.5));
    assertThat(read("batch,seconds\n4,0.5,,\n").seconds()).containsExactly(entry(4, 0.5));
  }

  @Test
  void ofSeveralMeasurementsTheMedianCounts() throws IOException {
    assertThat(read("batch,seconds\n4,9\n2,1\n4,0.5\n4,0.75\n2,2\n").seconds())
        .containsExactly(entry(2, 1.5), entry(4, 0.75));
  }

  @Test
  void onlyStepsOfOneMachineCount() throws IOException {
    assertThat(read("placement,batch,seconds\n12,x,\n1,4,0.5\n11,4,9\n1-1,4,9\n").seconds())
        .containsExactly(entry(4, 0.5));
    assertThat(read("num_nodes,num_replicas,batch,seconds\n1,4,4,9\n1,1,4,0.5\n").seconds())
        .containsExactly(entry(4, 0.5));
    assertThat(read("Placement,num_replicas,batch,seconds\n1,2,4,0.5\n").seconds())
        .containsExactly(entry(4, 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ' must not be empty'",
        "',,/,' | ' must name its columns in its first line'",
        "size,seconds/4,1 | ' must have a column local_bsz or batch, but has [size, seconds]'",
        "batch,time/4,1 | ' must have a column step_time or seconds, but has [batch, time]'",
        "batch,batch,seconds/4,4,1 | ' must have one column batch, but has [batch, batch, seconds]'",
        "batch,seconds | ' must have a row of one machine, but has none'",
        "placement,batch,seconds/2,4,1 | ' must have a row of one machine, but has none whose placement is 1'",
        "batch,seconds//4,1/8,fast | ':4: seconds must be a number, not ''fast'''",
        "batch,seconds/4,NaN | ':2: seconds must be a number, not ''NaN'''",
        "batch,seconds/4 | ':2: seconds must be a number, not '''''",
        "batch,step_time/4,-1 | ':2: step_time must be a number of seconds above 0, not ''-1'''",
        "batch,seconds/4,0 | ':2: seconds must be a number of seconds above 0, not ''0'''",
        "batch,seconds/4,1e999 | ':2: seconds must be a number of seconds above 0, not ''1e999'''",
        "local_bsz,seconds/0,1 | ':2: local_bsz must be a whole number from 1 to 2147483647, not ''0'''",
        "batch,seconds/1.5,1 | ':2: batch must be a whole number from 1 to 2147483647, not ''1.5'''",
        "batch,seconds/4,0,5 | ':2: a row must have at most the 2 values of the first line, not 3'",
        "batch,seconds/4,\"1 | ':2: a quoted cell must be closed'"
      })
  void wrongFilesAreRefused(String lines, String message) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(lines.replace('/', '\n')))
        .withMessage(folder.resolve("steps.csv") + message);
  }

  @Test
  void filesThatCannotBeReadAreRefused() {
    Path none = folder.resolve("none.csv");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> StepTimesFile.read("m", none))
        .withMessage("there is no file " + none);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> StepTimesFile.read("m", folder))
        .withMessage(folder + " must be a file, not a folder");
  }

  private MeasuredSteps read(String text) throws IOException {
    return StepTimesFile.read("m", Files.writeString(folder.resolve("steps.csv"), text));
  }
}
