/** A network on all executors: scores and predictions. */
package org.paceline.evaluate;
