"""A police terminal for the licence on the My Number Card, as an example of a system under test."""
