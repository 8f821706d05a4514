package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the rows of files and what is stored do not agree. */
public enum Disagreement {
  /** A file that is recorded, but not stored. */
  @JsonProperty("not-stored")
  NOT_STORED,
  /** A file that is stored with another size than is recorded. */
  @JsonProperty("other-size")
  OTHER_SIZE,
  /** A file that is stored, but not recorded. */
  @JsonProperty("not-recorded")
  NOT_RECORDED,
  /** Parts of an upload that is not recorded. */
  @JsonProperty("no-upload")
  NO_UPLOAD
}
