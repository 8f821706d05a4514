package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkspaceTest {

  @Test
  void aTemporaryFolderThatSparkWouldTakeForSeveralIsRefused() {
    assertThatThrownBy(() -> Workspace.checkParent("/tmp/a,b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the temporary folder (java.io.tmpdir) must have no comma in its path, not /tmp/a,b");
    assertThatCode(() -> Workspace.checkParent("/tmp/a #1 50% 'b'")).doesNotThrowAnyException();
  }
}
