"""Tests of the AMI client, over loopback sockets."""
