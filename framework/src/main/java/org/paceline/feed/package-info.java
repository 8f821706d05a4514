/** Blocks of examples become minibatches: arrays used again, prepared ahead. */
package org.paceline.feed;
