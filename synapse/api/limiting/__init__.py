"""What keeps one caller from taking what is everybody's: costs, points, and rates."""
