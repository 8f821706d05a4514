/** Which examples of an epoch were trained, by whom, exactly once. */
package org.paceline.ledger;
