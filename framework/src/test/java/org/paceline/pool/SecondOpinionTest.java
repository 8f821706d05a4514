package org.paceline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataException;
import org.paceline.partition.Unreadable;
import org.paceline.roster.Member;

class SecondOpinionTest {

  private static final int TORN = 17;

  private final List<String> asked = new ArrayList<>();
  private final SecondOpinion opinion =
      new SecondOpinion(
          (member, block) -> {
            asked.add(member.executorId());
            return block != TORN;
          });

  private static List<Member> members(String... ids) {
    return List.of(ids).stream().map(id -> new Member(id, "host", 1, Map.of())).toList();
  }

  @Test
  void anExecutorThatAloneCannotReadIsNoProofOfBadData() {
    opinion.ask("1", new Unreadable(18, "no such mount"), members("2", "3"));
    opinion.ask("2", new Unreadable(19, "no such mount"), members("3"));
    assertThat(asked).containsExactly("2", "3");
  }

  @Test
  void aBlockThatASecondOneCannotReadIsBadBeforeAnybodyElseIsAsked() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> opinion.ask("1", new Unreadable(TORN, "it is torn"), members("2", "3")))
        .withMessage("executors 1 and 2 cannot read the same data: it is torn");
    assertThat(asked).containsExactly("2");
  }

  @Test
  void dataThatNobodyIsLeftToReadIsBad() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> opinion.ask("1", new Unreadable(TORN, "it is gone"), List.of()))
        .withMessage("no executor is left that can read the data: executor 1: it is gone");
  }
}
