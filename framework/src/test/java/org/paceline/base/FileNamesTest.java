package org.paceline.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  /** In a virtual machine of its own: what it says of names, and whether it finds what it lists. */
  static final class Look {

    public static void main(String[] args) {
      File[] listed = new File(args[0]).listFiles();
      System.out.printf("unreadable %s, found %s", FileNames.unreadable(), listed[0].exists());
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-8, /, false",
    "utf8, /, false",
    "ANSI_X3.4-1968, /, true",
    "ISO-8859-1, /, true",
    "GB18030, /, true",
    "Cp1252, \\, false"
  })
  void namesAreReadableInUtf8AndOnWindows(String encoding, char separator, boolean unreadable) {
    assertThat(FileNames.unreadable(encoding, separator)).isEqualTo(unreadable);
  }

  @Test
  void aVirtualMachineThatLosesNamesSaysSo() throws Exception {
    said("C", "touch \"$0/$(printf 'k\\303\\244se')\"");
    String look =
        "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' '%s' \"$0\""
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Look.class.getName());
    assertThat(said("C", look)).isEqualTo("unreadable true, found false");
    assertThat(said("C.UTF-8", look)).isEqualTo("unreadable false, found true");
  }

  private String said(String locale, String command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command, folder.toString());
    builder.environment().put("LC_ALL", locale);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
