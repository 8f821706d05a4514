package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How much a holder may keep. */
final class QuotaTable {

  private QuotaTable() {}

  /** Shows it, after it was changed where a limit is given. */
  static int show(Group group, String path, String limit) {
    if (limit != null) {
      ObjectNode wanted = Group.body();
      if (limit.equals("usual")) {
        wanted.putNull("bytes");
      } else {
        wanted.put("bytes", Amount.bytes(limit));
      }
      group.api().change("PUT", path, wanted, group.api().get(path).version());
    }
    JsonNode quota = group.api().get(path).body();
    long used = quota.path("used").asLong();
    long most = quota.path("most").asLong();
    Table table = new Table("USED", "OF", "LEFT");
    table.add(Amount.size(used), Amount.size(most), Amount.size(Math.max(0, most - used)));
    return group.show(quota, table);
  }
}
