package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuQuotaTest {

  @TempDir private Path root;

  @Test
  void withoutControlGroupsThereIsNoQuota() {
    assertThat(quota().cores()).isEmpty();
  }

  @Test
  void aVersion2GroupGivesQuotaOverPeriod() throws IOException {
    proc("0::/user/job");
    write("mount/user/job/cpu.max", "50000 100000\n");
    assertThat(quota().cores()).hasValue(0.5);
  }

  @Test
  void aVersion2GroupWithMaxHasNoQuota() throws IOException {
    proc("0::/user/job");
    write("mount/user/job/cpu.max", "max 100000\n");
    assertThat(quota().cores()).isEmpty();
  }

  @Test
  void theTightestAncestorWinsOverTheOwnGroup() throws IOException {
    proc("0::/a/b/c");
    write("mount/cpu.max", "800000 100000");
    write("mount/a/cpu.max", "150000 100000");
    write("mount/a/b/cpu.max", "max 100000");
    write("mount/a/b/c/cpu.max", "400000 100000");
    assertThat(quota().cores()).hasValue(1.5);
  }

  @Test
  void theOwnGroupWinsWhereItIsTheTightest() throws IOException {
    proc("0::/a/b");
    write("mount/a/cpu.max", "150000 100000");
    write("mount/a/b/cpu.max", "30000 50000");
    assertThat(quota().cores()).hasValue(0.6);
  }

  @Test
  void aContainerWhoseGroupIsNotVisibleUsesTheMountedRoot() throws IOException {
    proc("0::/docker/4f2a");
    write("mount/cpu.max", "250000 100000");
    assertThat(quota().cores()).hasValue(2.5);
  }

  @Test
  void aVersion1GroupGivesQuotaOverPeriod() throws IOException {
    proc("4:memory:/job", "3:cpu,cpuacct:/job", "1:name=systemd:/");
    version1("cpu/job", "75000", "100000");
    assertThat(quota().cores()).hasValue(0.75);
  }

  @Test
  void aVersion1QuotaOfMinusOneIsNone() throws IOException {
    proc("3:cpu:/job");
    version1("cpu/job", "-1", "100000");
    version1("cpu", "-1", "100000");
    assertThat(quota().cores()).isEmpty();
  }

  @Test
  void aVersion1AncestorCountsToo() throws IOException {
    proc("3:cpu:/pod/job");
    version1("cpu/pod/job", "300000", "100000");
    version1("cpu/pod", "50000", "25000");
    version1("cpu", "-1", "100000");
    assertThat(quota().cores()).hasValue(2);
  }

  @Test
  void controllersOtherThanCpuAreNotRead() throws IOException {
    proc("2:cpuacct:/job", "3:cpuset:/job", "4:memory:/job");
    version1("cpu/job", "10000", "100000");
    assertThat(quota().cores()).isEmpty();
  }

  @Test
  void onAHybridSystemTheTighterVersionWins() throws IOException {
    proc("1:cpu:/job", "0::/job");
    version1("cpu/job", "90000", "100000");
    write("mount/unified/job/cpu.max", "40000 100000");
    assertThat(quota().cores()).hasValue(0.4);
    version1("cpu/job", "20000", "100000");
    assertThat(quota().cores()).hasValue(0.2);
  }

  @Test
  void onAHybridSystemVersion2IsReadFromItsOwnMountOnly() throws IOException {
    proc("0::/job");
    Files.createDirectories(root.resolve("mount/unified"));
    write("mount/job/cpu.max", "40000 100000");
    assertThat(quota().cores()).isEmpty();
  }

  @Test
  void linesThatAreNoGroupsAreSkipped() throws IOException {
    proc("", "nonsense", "0::/job");
    write("mount/job/cpu.max", "40000 100000");
    assertThat(quota().cores()).hasValue(0.4);
  }

  @Test
  void theQuotaOfThisProcessIsPositiveWhereThereIsOne() {
    CpuQuota.ofThisProcess().cores().ifPresent(cores -> assertThat(cores).isPositive());
  }

  private CpuQuota quota() {
    return new CpuQuota(root.resolve("cgroup"), root.resolve("mount"));
  }

  private void proc(String... lines) throws IOException {
    write("cgroup", String.join("\n", lines) + "\n");
  }

  private void version1(String group, String quota, String period) throws IOException {
    write("mount/" + group + "/cpu.cfs_quota_us", quota + "\n");
    write("mount/" + group + "/cpu.cfs_period_us", period + "\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
