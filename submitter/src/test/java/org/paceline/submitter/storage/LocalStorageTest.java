package org.paceline.submitter.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder. */
class LocalStorageTest extends StorageContract {

  @TempDir Path folder;
  private LocalStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = new LocalStorage(folder);
  }

  @Override
  Storage storage() {
    return storage;
  }

  @Override
  int partBytes() {
    return 300_000;
  }

  @Test
  void whatIsLargerThanTheDiskIsNotBegun() {
    assertThatThrownBy(() -> storage.begin(UUID.randomUUID(), 1L << 50))
        .isInstanceOf(StorageFullException.class)
        .hasMessageMatching("\\d+ bytes are free, and 1125899906842624 are needed");
  }
}
