/** Networks by name, and models saved and loaded with their provenance. */
package org.paceline.model;
