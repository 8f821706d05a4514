package org.paceline.submitter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomCodeTest {

  @Test
  void codesAreWordsThatNoCommandLineTakesForAnOption() {
    // One in 64 would begin with a hyphen.
    List<String> codes = Stream.generate(RandomCode::make).limit(2_000).toList();
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("\\w[\\w-]{23}"));
  }
}
