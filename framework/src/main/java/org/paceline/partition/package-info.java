/** How quotas become Spark partitions and where those run: partitioner, coalescer and placement. */
package org.paceline.partition;
