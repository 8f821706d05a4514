/** Who trains: seats, each with an executor, what it is and what it did. */
package org.paceline.pool;
