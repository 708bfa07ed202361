/// Words of the plan lab: what-if questions and their answers.
@NullMarked
package dev.perfdeck.model.lab;

import org.jspecify.annotations.NullMarked;
