"""What follows from scores and risks: the finished assessment, with pointers, needs and cautions."""
