package org.paceline.submitter.audit;

import java.util.List;
import java.util.Optional;

/**
 * Follows the chain from its beginning. Lines may be added meanwhile: what the head was at the
 * start must be reached, and what it is at the end must not be passed.
 */
final class ChainWalk {

  private static final int PAGE = 500;

  private final AuditTable table;
  private final Optional<AuditHead> noted;
  private final int toldEvery;
  private final Verification.Progress progress;
  private AuditHead last = AuditLine.NONE;

  ChainWalk(
      AuditTable table, Optional<AuditHead> noted, int toldEvery, Verification.Progress progress) {
    this.table = table;
    this.noted = noted;
    this.toldEvery = toldEvery;
    this.progress = progress;
  }

  Verification verification() {
    AuditHead start = head();
    for (List<AuditLine> lines = next(); !lines.isEmpty(); lines = next()) {
      for (AuditLine line : lines) {
        Optional<String> fault = fault(line, start);
        if (fault.isPresent()) {
          return broken(fault.get());
        }
        last = new AuditHead(line.seq(), line.hash());
        if (last.seq() % toldEvery == 0) {
          progress.followed(last.seq(), Math.max(start.seq(), last.seq()));
        }
      }
    }
    return end(start);
  }

  private AuditHead head() {
    return table.head().orElse(AuditLine.NONE);
  }

  private List<AuditLine> next() {
    return table.after(last.seq(), PAGE);
  }

  private Optional<String> fault(AuditLine line, AuditHead start) {
    long seq = last.seq() + 1;
    if (line.seq() != seq) {
      return Optional.of("is missing");
    }
    if (!line.hash().equals(line.digest())) {
      return Optional.of("is not as it was written");
    }
    if (!line.previousHash().equals(last.hash())) {
      return Optional.of("does not follow the line before");
    }
    if (start.seq() == seq && !start.hash().equals(line.hash())) {
      return Optional.of("is not the one that the head names");
    }
    return noted
        .filter(head -> head.seq() == seq && !head.hash().equals(line.hash()))
        .map(head -> "is not the one that was noted");
  }

  private Verification end(AuditHead start) {
    if (start.seq() > last.seq()) {
      return broken("is missing: the head names line %s".formatted(start.seq()));
    }
    if (noted.isPresent() && noted.get().seq() > last.seq()) {
      return broken("is missing: line %s was noted".formatted(noted.get().seq()));
    }
    long head = head().seq();
    return head < last.seq()
        ? new Verification(head, last, head + 1, "is beyond the head")
        : new Verification(last.seq(), last, null, null);
  }

  private Verification broken(String fault) {
    return new Verification(last.seq(), last, last.seq() + 1, fault);
  }
}
