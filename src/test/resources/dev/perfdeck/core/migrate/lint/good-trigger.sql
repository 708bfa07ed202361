-- expects: changing-triggers at 2
CREATE TRIGGER orders_touch_too BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
