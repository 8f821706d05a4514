package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.model.Validation;
import org.paceline.train.RoundRecord;

class EpochLineTest {

  private static RoundRecord round(int epoch, long examples, long soFar, double loss) {
    return new RoundRecord(
        epoch,
        0,
        1,
        2,
        List.of(),
        List.of(),
        List.of(),
        9,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        examples,
        soFar,
        400,
        2,
        soFar / 50.0,
        loss,
        0.9,
        0.9,
        null);
  }

  @Test
  void anEpochIsTheMeanOfItsExamplesAndAPlaceWithoutAFigureIsEmpty() {
    List<EpochLine> lines =
        EpochLine.of(
            List.of(round(1, 150, 150, 1), round(1, 50, 200, 2), round(2, 200, 400, 0.5)),
            List.of(new Validation(2, 0.75, 0.5)));
    assertThat(lines)
        .containsExactly(
            new EpochLine(1, 200, 4, 1.25, 50, null, null),
            new EpochLine(2, 400, 8, 0.5, 100, 0.75, 0.5));
    assertThat(EpochLine.csv(lines))
        .isEqualTo(
            """
            epoch,examplesSoFar,secondsSoFar,loss,examplesPerSecond,validationLoss,validationAccuracy
            1,200,4.0,1.25,50.0,,
            2,400,8.0,0.5,100.0,0.75,0.5
            """);
  }
}
