-- expects: identifier-too-long at 2
CREATE TABLE a_name_that_says_everything_there_is_to_say_about_the_orders_of_all_customers (id int);
