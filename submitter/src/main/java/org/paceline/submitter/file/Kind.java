package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import org.paceline.submitter.archive.CifarForm;

/** What a file is said to hold, which is checked before it is kept. */
public enum Kind {
  /** Anything. */
  @JsonProperty("file")
  FILE(null),
  /** CIFAR-10 in its binary form: a label and 3072 bytes of an image, again and again. */
  @JsonProperty("cifar10")
  CIFAR10(CifarForm.CIFAR10),
  /** CIFAR-100 in its binary form: a coarse and a fine label, and 3072 bytes of an image. */
  @JsonProperty("cifar100")
  CIFAR100(CifarForm.CIFAR100),
  /** Batches of CIFAR-10 in an archive, as they are published. */
  @JsonProperty("cifar10-archive")
  CIFAR10_ARCHIVE(null),
  /** Batches of CIFAR-100 in an archive, as they are published. */
  @JsonProperty("cifar100-archive")
  CIFAR100_ARCHIVE(null),
  /** Images in an archive: ZIP, tar or tar.gz. */
  @JsonProperty("images")
  IMAGES(null);

  private final CifarForm records;

  Kind(CifarForm records) {
    this.records = records;
  }

  /** Of which records it is, if it is of such. */
  Optional<CifarForm> records() {
    return Optional.ofNullable(records);
  }

  /** How the API has it. */
  String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
